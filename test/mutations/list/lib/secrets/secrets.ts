import { mutationsOf } from '../../../mutation.ts';
import { tests } from '../../../test-files.ts';

export const mutations = mutationsOf('lib/secrets/secrets.ts', [
  {
    rule: "The development build's key opens no deployed stage",
    replace: 'isDeployed(config) && secrets.WEB_AUTH_API_KEY === DEVELOPMENT_WEB_KEY',
    by: "secrets.WEB_AUTH_API_KEY === ''",
    killers: [tests.secrets],
  },
]);
