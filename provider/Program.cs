using FlowerInfra;
using Pulumi.Experimental.Provider;

await ComponentProviderHost.Serve(args, typeof(FlowerDashboard).Assembly, "flower-infra");
