import type { Resource } from './router.ts';

/** On every response: any page may read it, its headers too. */
export const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
};

/** The response to a preflight: any origin, any header, any method of the path, good for a day. */
export function preflightHeaders(resource: Resource): Record<string, string> {
  return {
    // `*` stands for every header but this one.
    'access-control-allow-headers': 'Authorization, *',
    'access-control-allow-methods': allowedMethods(resource),
    'access-control-max-age': '86400',
  };
}

/** As in an `Allow` header. */
export function allowedMethods(resource: Resource): string {
  return [...resource.methods.keys(), 'OPTIONS'].join(', ');
}
