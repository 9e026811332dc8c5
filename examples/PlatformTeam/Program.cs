using FlowerInfra;
using PlatformTeam;

return await FlowerCommandLine.RunAsync<ToolsStack>(args);
