using FlowerInfra;
using Pulumi;

// The Pulumi engine starts its program without arguments and says where it listens.
return Environment.GetEnvironmentVariable("PULUMI_MONITOR") is not null
    ? await Deployment.RunAsync<FlowerStack>()
    : await CommandLineProgram.RunAsync(args, CommandContext.OfProcess());
