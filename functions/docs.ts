import { getDocs } from '../lib/contract/documents.ts';
import { fileEndpoint } from '../lib/http/endpoint.ts';
import { fileServer } from '../lib/http/files.ts';

export const handler = fileEndpoint(getDocs, fileServer(new URL('files/', import.meta.url)));
