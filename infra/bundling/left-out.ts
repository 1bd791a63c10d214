/**
 * Parts of libraries that no request uses, and that are left out of the bundles. Using one throws an error that names it,
 * in any test of the functions. Then remove it from the lists here.
 *
 * Paths are relative to `node_modules`. The build fails when a module, class or member no longer exists.
 */

/** Modules that are left out completely, by the reason why nothing calls them. */
export const leftOutModules: Readonly<Record<string, readonly string[]>> = {
  'The database is PostgreSQL; these are for MySQL.': [
    'kysely/dist/esm/dialect/mysql/mysql-adapter.js',
    'kysely/dist/esm/dialect/mysql/mysql-introspector.js',
  ],
  'Only migrations and code generators list tables.': ['kysely-data-api/dist/esm/postgres-introspector.js'],
  'There is one schema, so no query is rewritten to name it.': [
    'kysely/dist/esm/plugin/with-schema/with-schema-plugin.js',
  ],
  'Conditions are written as `where(column, operator, value)` or in SQL: these build others.': [
    'kysely/dist/esm/query-builder/case-builder.js',
    'kysely/dist/esm/query-builder/function-module.js',
    'kysely/dist/esm/query-builder/json-path-builder.js',
  ],
  'The SDK uses the SHA-256 of Node; this one is for runtimes without it.': [
    '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
  ],
  'Retries are standard or off; no setting makes them adaptive.': [
    '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
  ],
  "Lambda's region is in the environment; this asks an EC2 instance for it.": [
    '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
  ],
  'No function calls S3.': [
    '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/service-customizations/s3.js',
  ],
};

/** The members that are used of some classes, by module and class. Constructors and private members always stay. */
export const usedMembers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kysely/dist/esm/kysely.js': {
    // No request opens a transaction, and none makes tables.
    Kysely: 'getExecutor',
  },
  'kysely/dist/esm/query-creator.js': {
    QueryCreator: 'selectFrom insertInto updateTable deleteFrom',
  },
  'kysely/dist/esm/query-builder/select-query-builder.js': {
    SelectQueryBuilderImpl:
      'isSelectQueryBuilder expressionType select where innerJoin toOperationNode compile execute executeTakeFirst',
  },
  'kysely/dist/esm/query-builder/insert-query-builder.js': {
    InsertQueryBuilder: 'values onConflict toOperationNode compile execute executeTakeFirst',
  },
  'kysely/dist/esm/query-builder/update-query-builder.js': {
    UpdateQueryBuilder: 'set where returning toOperationNode compile execute executeTakeFirst',
  },
  'kysely/dist/esm/query-builder/delete-query-builder.js': {
    DeleteQueryBuilder: 'where toOperationNode compile execute executeTakeFirst',
  },
  'kysely/dist/esm/query-builder/on-conflict-builder.js': {
    OnConflictBuilder: 'column doNothing',
  },
  'kysely/dist/esm/query-compiler/default-query-compiler.js': {
    // The statements above, and their parts.
    DefaultQueryCompiler: `compileQuery getSql numParameters visitSelectQuery visitInsertQuery visitUpdateQuery
      visitDeleteQuery visitFrom visitSelection visitColumn visitWhere visitValues visitReturning visitAlias
      visitReference visitIdentifier visitAnd visitValue visitValueList visitPrimitiveValueList visitParens visitJoin
      visitOn visitRaw visitOperator visitTable visitSchemableIdentifier visitColumnUpdate visitOnConflict
      visitBinaryOperation visitDefaultInsertValue visitList compileList compileUnwrappedIdentifier append appendValue
      addParameter appendImmediateValue appendStringLiteral sanitizeIdentifier sanitizeStringLiteral
      getLeftIdentifierWrapper getRightIdentifierWrapper getCurrentParameterPlaceholder`,
  },
  '@smithy/signature-v4/dist-es/SignatureV4.js': {
    // Requests are signed. Event streams and presigned URLs are not used.
    SignatureV4: 'sign signRequest getSignature getSigningKey',
  },
  '@smithy/signature-v4/dist-es/HeaderFormatter.js': {
    // For messages of event streams.
    HeaderFormatter: '',
  },
};
