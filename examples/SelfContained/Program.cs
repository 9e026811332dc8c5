using Pulumi;
using SelfContained;

return await Deployment.RunAsync<DashboardStack>();
