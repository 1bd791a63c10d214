import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { PipelineStack } from './stacks/pipeline.ts';

/** `npm run deploy:pipeline -- -c repository=<owner>/<name>`: an app of its own, deployed once, by hand. */
const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new PipelineStack(app, 'liftlog-pipeline', {
  repository: app.node.tryGetContext('repository'),
  environment: app.node.tryGetContext('environment') ?? 'prod',
  provider: app.node.tryGetContext('provider'),
});
