using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>The provider of the package "test".</summary>
internal sealed class SampleProvider(string name, SampleProviderArgs? args = null, CustomResourceOptions? options = null)
    : ProviderResource("test", name, args ?? new SampleProviderArgs(), options);
