/** A token of Google's: the purchase token of Play, alone or after `productId:`. */
interface PlayToken {
  readonly productId: string | undefined;
  readonly purchaseToken: string;
}

export function splitPlayToken(token: string): PlayToken {
  const colon = token.indexOf(':');
  return { productId: colon < 0 ? undefined : token.slice(0, colon), purchaseToken: token.slice(colon + 1) };
}
