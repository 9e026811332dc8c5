using FlowerInfra;
using SelfContained;

return await FlowerCommandLine.RunAsync<DashboardStack>(args);
