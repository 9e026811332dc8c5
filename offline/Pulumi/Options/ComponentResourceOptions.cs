namespace Pulumi;

public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2) =>
        Merge<ComponentResourceOptions>(options1, options2);

    internal override ResourceOptions Clone() => Merge(null, this);

    private protected override void MergeFrom(ResourceOptions? other)
    {
        base.MergeFrom(other);
        if (other is not ComponentResourceOptions { _providers: { } providers })
            return;
        // One provider a package: the last one named.
        foreach (var provider in providers)
        {
            Providers.RemoveAll(it => it.Package == provider.Package);
            Providers.Add(provider);
        }
    }
}
