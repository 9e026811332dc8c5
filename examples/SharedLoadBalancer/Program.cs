using Pulumi;
using SharedLoadBalancer;

return await Deployment.RunAsync<TeamStack>();
