/** A construct's id of a function's name: `event/get-many` is `EventGetMany`. */
export const toId = (name: string): string =>
  name
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
