using Pulumi;

namespace FlowerInfra.Tests.Sdk;

/// <summary>A component with one child, whose text it puts out.</summary>
internal sealed class SampleComponent : ComponentResource
{
    public const string Token = "test:index:Component";

    public SampleComponent(string name, ComponentResourceOptions? options = null)
        : base(Token, name, options) => Compose(name);

    public SampleComponent(string name, SampleComponentArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options) => Compose(name);

    [Output("text")]
    public Output<string> Text { get; private set; } = null!;

    public Sample Child { get; private set; } = null!;

    private void Compose(string name)
    {
        Child = new Sample($"{name}-child", new SampleArgs { Text = name }, new CustomResourceOptions { Parent = this });
        Text = Child.Text;
        RegisterOutputs();
    }
}
