using FlowerInfra;

return await FlowerCommandLine.RunAsync<FlowerStack>(args);
