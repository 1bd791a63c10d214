import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { addLiftLog } from './liftlog.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
addLiftLog(app, process.env['CDK_DEFAULT_REGION']);
