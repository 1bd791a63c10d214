import { init } from './redoc.standalone.js';

init('openapi.json', { disableTelemetry: true, hideSchemaPattern: true }, document.querySelector('#redoc'));
