import { getAsyncApi, getDocs, getDocsFile, getOpenApi, getRedoc, getRoot } from '../documents.ts';
import { getHealth } from '../health.ts';
import { describeCall } from './call.ts';

const tag = 'About';

const file = { tag, isFile: true } as const;

export const aboutCalls = [
  describeCall(getHealth, {
    operationId: 'getHealth',
    tag,
    description: 'Returns `healthy`, whatever state the database is in.',
    mediaType: 'text/plain',
    response: { description: 'The API is up.', example: 'healthy' },
  }),
  describeCall(getRoot, {
    operationId: 'getRoot',
    tag,
    description: 'The start page: redirects a browser to the documents.',
    response: { description: '`Location` points to the documents.', example: '' },
    isRedirection: true,
  }),
  describeCall(getOpenApi, {
    ...file,
    operationId: 'getOpenApi',
    description: 'This document. Generate a client from it.',
    response: { description: 'The document.', example: { openapi: '3.1.1' } },
  }),
  describeCall(getAsyncApi, {
    ...file,
    operationId: 'getAsyncApi',
    description: 'The messages of the chat, in both directions.',
    response: { description: 'The document.', example: { asyncapi: '3.0.0' } },
  }),
  describeCall(getDocs, {
    ...file,
    operationId: 'getDocs',
    description: 'Every call with its limits and examples, and a button that sends it.',
    mediaType: 'text/html',
    response: { description: 'The page.', example: '<!doctype html>' },
  }),
  describeCall(getRedoc, {
    ...file,
    operationId: 'getRedoc',
    description: 'A reference of every call with its limits and examples.',
    mediaType: 'text/html',
    response: { description: 'The page.', example: '<!doctype html>' },
  }),
  describeCall(getDocsFile, {
    ...file,
    operationId: 'getDocsFile',
    description: 'A script, style sheet or icon of the two pages. Only the pages need these files.',
    mediaType: 'text/*',
    parameters: { file: { description: 'The file name that the page refers to.', example: 'page.css' } },
    response: { description: 'The file.', example: '' },
    problems: { 404: 'The file does not exist, or no longer exists: reload the page.' },
  }),
];
