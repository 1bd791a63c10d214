/**
 * Parts of libraries that no request uses, which are left out of the bundles. Whoever comes to use one gets an error that
 * names it, in any test of the functions, and changes its line here.
 *
 * Paths are those of modules below `node_modules`. The build fails when a module, class or member is not there any more.
 */

/** Modules that are left out whole, by why nothing calls them. */
export const leftOutModules: Readonly<Record<string, readonly string[]>> = {
  'The database is PostgreSQL, and kysely-data-api asks for no other.': [
    'kysely/dist/esm/dialect/mysql/mysql-adapter.js',
    'kysely/dist/esm/dialect/mysql/mysql-introspector.js',
  ],
  'Only migrations and code generators look at what tables there are.': [
    'kysely-data-api/dist/esm/postgres-introspector.js',
  ],
  'Tables have one schema, which needs no naming: nothing rewrites queries.': [
    'kysely/dist/esm/plugin/with-schema/with-schema-plugin.js',
  ],
  'Conditions are written as `where(column, operator, value)` or in SQL: these build others.': [
    'kysely/dist/esm/query-builder/case-builder.js',
    'kysely/dist/esm/query-builder/function-module.js',
    'kysely/dist/esm/query-builder/json-path-builder.js',
  ],
  "Node has SHA-256 of its own, which the SDK takes; this is for runtimes that don't.": [
    '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
  ],
  'Retries are of the standard mode, or off: no setting asks for the adaptive one.': [
    '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
  ],
  'Lambda says its region in the environment; this asks the metadata of an EC2 instance.': [
    '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
  ],
  'No function calls S3.': [
    '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/service-customizations/s3.js',
  ],
};

/** Classes of which only these members are used, by module and name; a constructor and private members always stay. */
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
    // Those of the statements above, and what they are made of.
    DefaultQueryCompiler: `compileQuery getSql numParameters visitSelectQuery visitInsertQuery visitUpdateQuery
      visitDeleteQuery visitFrom visitSelection visitColumn visitWhere visitValues visitReturning visitAlias
      visitReference visitIdentifier visitAnd visitValue visitValueList visitPrimitiveValueList visitParens visitJoin
      visitOn visitRaw visitOperator visitTable visitSchemableIdentifier visitColumnUpdate visitOnConflict
      visitBinaryOperation visitDefaultInsertValue visitList compileList compileUnwrappedIdentifier append appendValue
      addParameter appendImmediateValue appendStringLiteral sanitizeIdentifier sanitizeStringLiteral
      getLeftIdentifierWrapper getRightIdentifierWrapper getCurrentParameterPlaceholder`,
  },
  '@smithy/signature-v4/dist-es/SignatureV4.js': {
    // Requests are signed; event streams and addresses that are signed beforehand are not used.
    SignatureV4: 'sign signRequest getSignature getSigningKey',
  },
  '@smithy/signature-v4/dist-es/HeaderFormatter.js': {
    // Of messages of event streams.
    HeaderFormatter: '',
  },
};
