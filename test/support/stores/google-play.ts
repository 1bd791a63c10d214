import { generateKeyPairSync } from 'node:crypto';
import { type Reply, type Script, type ServiceCall, startScriptedService } from './scripted-service.ts';

/** Google on 127.0.0.1: issues access tokens and responds to calls for purchases as scripted. */
export interface GooglePlay {
  readonly url: string;
  /** The JSON key of a service account that signs in here. */
  readonly credentials: string;
  /** Calls for access tokens, oldest first. */
  readonly signIns: readonly ServiceCall[];
  /** Calls for purchases, oldest first. */
  readonly calls: readonly ServiceCall[];
  /** Sets the responses from now on by the end of the path; others are 404. It also clears the received calls. */
  script(purchases: Readonly<Record<string, Script>>, signIn?: Reply): void;
  stop(): Promise<void>;
}

const notFound: Reply = { status: 404, json: { error: { code: 404, status: 'NOT_FOUND' } } };

export async function startGooglePlay(): Promise<GooglePlay> {
  const service = await startScriptedService();
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const credentials = JSON.stringify({
    type: 'service_account',
    client_email: 'api@project.iam.gserviceaccount.com',
    private_key: privateKey,
    private_key_id: 'key-1',
    token_uri: `${service.url}/token`,
  });
  const isSignIn = ({ url }: ServiceCall) => url === '/token';
  const good = { json: { access_token: 'access-1', expires_in: 3_599, token_type: 'Bearer' } };
  return {
    url: service.url,
    credentials,
    get signIns() {
      return service.calls.filter(isSignIn);
    },
    get calls() {
      return service.calls.filter((call) => !isSignIn(call));
    },
    script: (purchases, signIn = good) => {
      service.script((call) => {
        if (isSignIn(call)) return signIn;
        const [, path = ''] = call.url.split('/applications/com.limajuice.liftlog/purchases/');
        const script = purchases[path] ?? notFound;
        return typeof script === 'function' ? script(call) : script;
      });
    },
    stop: () => service.stop(),
  };
}
