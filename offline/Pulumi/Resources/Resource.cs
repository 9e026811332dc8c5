using System.Collections.Immutable;

namespace Pulumi;

public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly List<Resource> _children = [];

    private protected Resource(string type, string name, bool custom, ResourceArgs args, ResourceOptions options)
    {
        if (string.IsNullOrEmpty(type))
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));
        _type = type;
        _name = name;
        var promises = Serialization.OutputProperties.Initialize(this);

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
        options.Parent?.AddChild(this);
        if (options.Parent is not null)
            options.Protect ??= options.Parent.Protect;
        Protect = options.Protect == true;
        Providers = ResolveProviders(options, custom);
        deployment.Register(this, custom, parent, args, options, promises);
    }

    [Output("urn")]
    public Output<string> Urn { get; private protected set; } = null!;

    internal ImmutableArray<ResourceTransformation> Transformations { get; }

    internal bool Protect { get; }

    // By package name: children take the provider of their package from the nearest component that names one.
    internal ImmutableDictionary<string, ProviderResource> Providers { get; }

    internal Resource[] Children
    {
        get
        {
            lock (_children)
                return [.. _children];
        }
    }

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    internal ProviderResource? ProviderFor(string token) =>
        PackageOf(token) is { } package && Providers.TryGetValue(package, out var provider) ? provider : null;

    private static string? PackageOf(string token) => token.Split(':') is [var package, _, _] ? package : null;

    private void AddChild(Resource child)
    {
        lock (_children)
            _children.Add(child);
    }

    private ImmutableDictionary<string, ProviderResource> ResolveProviders(ResourceOptions options, bool custom)
    {
        var providers = options.Parent?.Providers ?? ImmutableDictionary<string, ProviderResource>.Empty;
        if (custom)
        {
            if (options.Provider is null)
                options.Provider = options.Parent?.ProviderFor(_type);
            else if (PackageOf(_type) is { } package)
                providers = providers.SetItem(package, options.Provider);
            return providers;
        }

        List<ProviderResource> named = options is ComponentResourceOptions component ? component.Providers : [];
        if (options.Provider is not null && named.Count > 0)
            throw new ResourceException("Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        if (options.Provider is not null)
            named = [options.Provider];
        return providers.SetItems(named.Select(provider => KeyValuePair.Create(provider.Package, provider)));
    }
}
