// A CDK app with as many resources as a plan has, each with the same inputs: what is measured is the synthesis, not the catalogue
// of constructs. A manifest is a custom resource of Amazon EKS in CDK too.
const { App, CfnResource, Stack } = require("aws-cdk-lib");

const plan = require(process.env.PLAN);
const app = new App();
// CloudFormation takes 500 resources in a stack.
const most = 450;
let stack;
plan.resources.filter(resource => !resource.component).forEach((resource, index) => {
  if (index % most === 0) stack = new Stack(app, `dashboards-${index / most}`);
  new CfnResource(stack, `${index}-${resource.name}`, {
    type: `Custom::${resource.type.split(":").at(-1)}`,
    properties: resource.inputs,
  });
});
app.synth();
