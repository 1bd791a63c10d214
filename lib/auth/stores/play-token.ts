/** A token for Google Play: a purchase token, with or without `productId:` before it. */
interface PlayToken {
  readonly productId: string | undefined;
  readonly purchaseToken: string;
}

export function splitPlayToken(token: string): PlayToken {
  const colon = token.indexOf(':');
  return { productId: colon < 0 ? undefined : token.slice(0, colon), purchaseToken: token.slice(colon + 1) };
}
