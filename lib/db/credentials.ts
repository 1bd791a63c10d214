/** Stands in for the SDK's chain of credential providers in the bundles: Lambda sets the environment. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
