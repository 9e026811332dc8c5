using Pulumi;

namespace FlowerInfra.Tests.Tools.Preview;

/// <summary>A component whose children a test creates.</summary>
internal sealed class SampleComponent : ComponentResource
{
    public SampleComponent(string type, string name, Action<SampleComponent> children, ComponentResourceOptions? options = null)
        : base($"shop:index:{type}", name, options)
    {
        children(this);
        RegisterOutputs();
    }
}
