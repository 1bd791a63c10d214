const region = 'us-east-1';
const accountId = '000000000000';

/** The function's name in Lambda, which allows no slashes: `event-put` for `event/put`. */
export function lambdaName(name: string): string {
  return name.replaceAll('/', '-');
}

export function functionArn(functionName: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
}

/**
 * The environment variables that Lambda itself sets, with credentials that are worth nothing. They are reserved: a
 * function's own variables cannot replace them. Source: AWS Lambda, "Defined runtime environment variables".
 */
export function reservedVariables(
  name: string,
  bundleFolder: string,
  memoryMegabytes: number,
): Record<string, string> {
  const functionName = lambdaName(name);
  return {
    _HANDLER: 'index.handler',
    AWS_ACCESS_KEY_ID: 'ASIALOCAL',
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_REGION: region,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    LAMBDA_TASK_ROOT: bundleFolder,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
