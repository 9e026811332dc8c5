using System.Collections.Immutable;

namespace Pulumi;

public abstract class Resource
{
    private readonly string _type;
    private readonly string _name;

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(name);
        _type = type;
        _name = name;

        var deployment = Deployment.Internal;
        var parent = type == Stack.RootType ? null : options.Parent ?? deployment.Stack;
        Transformations = [.. options.ResourceTransformations, .. parent?.Transformations ?? []];
        foreach (var transformation in Transformations)
        {
            if (transformation(new ResourceTransformationArgs(this, args, options)) is not { } result)
                continue;
            // Changing the parent would change the URN after other resources may already have used it.
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            args = result.Args;
            options = result.Options;
        }

        options = options.Clone();
        if (options.Parent is not null)
            options.Protect ??= options.Parent.Protect;
        Protect = options.Protect == true;
        Providers = ResolveProviders(options, custom);
        deployment.Register(this, custom, parent, args, options);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal ImmutableArray<ResourceTransformation> Transformations { get; }

    internal bool Protect { get; }

    // By package name: children take the provider of their package from the nearest component that names one.
    internal ImmutableDictionary<string, ProviderResource> Providers { get; }

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    internal ProviderResource? ProviderFor(string token) =>
        Providers.TryGetValue(token.Split(':')[0], out var provider) ? provider : null;

    private ImmutableDictionary<string, ProviderResource> ResolveProviders(ResourceOptions options, bool custom)
    {
        var providers = options.Parent?.Providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (options is ComponentResourceOptions component)
        {
            if (component.Provider is not null && component.Providers.Count > 0)
                throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
            foreach (var provider in component.Providers)
                providers = providers.SetItem(provider.Package, provider);
        }

        if (options.Provider is { } own)
            providers = providers.SetItem(own.Package, own);
        else if (custom && _type.Split(':')[0] is var package && providers.TryGetValue(package, out var inherited))
            options.Provider = inherited;
        return providers;
    }
}
