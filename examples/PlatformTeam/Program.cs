using PlatformTeam;
using Pulumi;

return await Deployment.RunAsync<ToolsStack>();
