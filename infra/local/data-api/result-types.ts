/** The conversion of a type's text to a Field. */
export type Kind =
  | 'blob'
  | 'boolean'
  | 'date'
  | 'decimal'
  | 'double'
  | 'long'
  | 'string'
  | 'time'
  | 'timestamp'
  | 'timestamptz';

/** A type that a result may contain. */
export interface ResultType {
  /** As in pg_type, and in `columnMetadata`. */
  name: string;
  kind: Kind;
  isArray: boolean;
  /** The type's number in JDBC. */
  jdbcType: number;
  /** Digits or characters, where the column does not say. */
  precision: number;
}

const UNBOUNDED = 2_147_483_647;
const JDBC_ARRAY = 2003;

type Row = [
  oid: number,
  arrayOid: number | undefined,
  name: string,
  kind: Kind,
  jdbcType: number,
  precision: number,
];

/**
 * The types that the service returns, with their OIDs in pg_type. It refuses arrays of bytea. All other types are
 * refused here, void included: only what is known to work on AWS may work here.
 */
const ROWS: Row[] = [
  [16, 1000, 'bool', 'boolean', -7, 1],
  [17, undefined, 'bytea', 'blob', -2, UNBOUNDED],
  [19, 1003, 'name', 'string', 12, 63],
  [20, 1016, 'int8', 'long', -5, 19],
  [21, 1005, 'int2', 'long', 5, 5],
  [23, 1007, 'int4', 'long', 4, 10],
  [25, 1009, 'text', 'string', 12, UNBOUNDED],
  [26, 1028, 'oid', 'long', -5, 10],
  [114, 199, 'json', 'string', 1111, UNBOUNDED],
  [700, 1021, 'float4', 'double', 7, 8],
  [701, 1022, 'float8', 'double', 8, 17],
  [1042, 1014, 'bpchar', 'string', 1, UNBOUNDED],
  [1043, 1015, 'varchar', 'string', 12, UNBOUNDED],
  [1082, 1182, 'date', 'date', 91, 13],
  [1083, 1183, 'time', 'time', 92, 15],
  [1114, 1115, 'timestamp', 'timestamp', 93, 29],
  [1184, 1185, 'timestamptz', 'timestamptz', 93, 35],
  [1700, 1231, 'numeric', 'decimal', 2, 0],
  [2950, 2951, 'uuid', 'string', 1111, UNBOUNDED],
  [3802, 3807, 'jsonb', 'string', 1111, UNBOUNDED],
];

/** The types that a result may contain, by OID. */
export const RESULT_TYPES: ReadonlyMap<number, ResultType> = new Map(ROWS.flatMap(typeAndArray));

function typeAndArray([oid, arrayOid, name, kind, jdbcType, precision]: Row): [number, ResultType][] {
  const type: ResultType = { name, kind, jdbcType, precision, isArray: false };
  if (arrayOid === undefined) return [[oid, type]];
  return [
    [oid, type],
    [arrayOid, { ...type, name: `_${name}`, jdbcType: JDBC_ARRAY, isArray: true }],
  ];
}
