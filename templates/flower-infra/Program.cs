using FlowerInfra;
using Team;

return await FlowerCommandLine.RunAsync<TeamStack>(args);
