import type { GatewayRoute } from './types.ts';

/** A path of the API with its methods, like a resource in API Gateway. */
interface Resource {
  readonly path: string;
  readonly segments: readonly string[];
  readonly routes: readonly GatewayRoute[];
  readonly methods: ReadonlyMap<string, GatewayRoute>;
}

export interface Match {
  readonly resource: Resource;
  /** Percent-decoded; null when the path has none, as in the event. */
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

export type Router = (path: string) => Match | undefined;

/**
 * Creates a router that finds the resource of a path. As in API Gateway's REST APIs, a literal segment wins over a
 * `{parameter}`, and trailing slashes are ignored.
 */
export function createRouter(routes: readonly GatewayRoute[]): Router {
  const resources = groupByPath(routes).sort((a, b) => parameterCount(a) - parameterCount(b));
  return (path) => {
    const segments = segmentsOf(path);
    const resource = resources.find((each) => matches(each.segments, segments));
    return resource && { resource, pathParameters: readParameters(resource.segments, segments) };
  };
}

const segmentsOf = (path: string) => path.replace(/\/+$/, '').split('/');

function groupByPath(routes: readonly GatewayRoute[]): Resource[] {
  const byPath = Map.groupBy(routes, (route) => route.path);
  return [...byPath].map(([path, group]) => ({
    path,
    segments: segmentsOf(path),
    routes: group,
    methods: new Map(group.flatMap((route) => route.methods.map((method) => [method, route] as const))),
  }));
}

function parameterCount(resource: Resource): number {
  return resource.segments.filter(isParameter).length;
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  const isMatch = (segment: string, index: number) =>
    isParameter(segment) ? segments[index] !== '' : segment === segments[index];
  return pattern.length === segments.length && pattern.every(isMatch);
}

/** @throws {URIError} when a parameter is not valid percent-encoding. */
function readParameters(pattern: readonly string[], segments: readonly string[]): Match['pathParameters'] {
  const entries = pattern.flatMap((segment, index) =>
    isParameter(segment) ? [[segment.slice(1, -1), decodeURIComponent(segments[index] ?? '')] as const] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}
