import { getAsyncApi, getDocs, getDocsFile, getOpenApi, getRedoc, getRoot } from '../documents.ts';
import { getHealth } from '../health.ts';
import { describeCall } from './call.ts';

const tag = 'About';

const file = { tag, isFile: true } as const;

export const aboutCalls = [
  describeCall(getHealth, {
    operationId: 'getHealth',
    tag,
    description: 'Answers `healthy`, whatever state the database is in.',
    mediaType: 'text/plain',
    response: { description: 'The API is up.', example: 'healthy' },
  }),
  describeCall(getRoot, {
    operationId: 'getRoot',
    tag,
    description: 'Where a browser begins.',
    response: { description: '`Location` is where the documents are.', example: '' },
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
    description: 'What goes over the WebSocket of the chat, in both directions.',
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
    description: 'Every call with its limits and examples, to read.',
    mediaType: 'text/html',
    response: { description: 'The page.', example: '<!doctype html>' },
  }),
  describeCall(getDocsFile, {
    ...file,
    operationId: 'getDocsFile',
    description: 'What the two pages are made of. They name these files; nobody else needs them.',
    mediaType: 'text/*',
    parameters: { file: { description: 'The name of a file, as the page has it.', example: 'page.css' } },
    response: { description: 'The file.', example: '' },
    problems: { 404: 'There is no such file, or not any more: load the page again.' },
  }),
];
