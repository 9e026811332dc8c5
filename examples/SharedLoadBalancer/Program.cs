using FlowerInfra;
using SharedLoadBalancer;

return await FlowerCommandLine.RunAsync<TeamStack>(args);
