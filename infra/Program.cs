using FlowerInfra;

return await FlowerCommandLine.RunAsync<FlowerStack, FlowerStackArgs>(args);
