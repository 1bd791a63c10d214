/** Replaces the SDK's chain of credential providers in the bundles, because Lambda sets environment variables. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
