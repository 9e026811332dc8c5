namespace Pulumi;

public abstract class ResourceOptions
{
    private List<Input<Alias>>? _aliases;
    private InputList<Resource>? _dependsOn;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<ResourceTransformation>? _resourceTransformations;

    public Input<string>? Id { get; set; }

    public Resource? Parent { get; set; }

    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    public bool? Protect { get; set; }

    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    public string? Version { get; set; }

    public ProviderResource? Provider { get; set; }

    public CustomTimeouts? CustomTimeouts { get; set; }

    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    public string? Urn { get; set; }

    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    public string? PluginDownloadURL { get; set; }

    public bool? RetainOnDelete { get; set; }

    public Resource? DeletedWith { get; set; }

    internal abstract ResourceOptions Clone();

    private protected static TOptions Merge<TOptions>(TOptions? options1, TOptions? options2)
        where TOptions : ResourceOptions, new()
    {
        var merged = new TOptions();
        merged.MergeFrom(options1);
        merged.MergeFrom(options2);
        return merged;
    }

    private protected virtual void MergeFrom(ResourceOptions? other)
    {
        if (other is null)
            return;
        Id = other.Id ?? Id;
        Parent = other.Parent ?? Parent;
        Protect = other.Protect ?? Protect;
        Version = other.Version ?? Version;
        Provider = other.Provider ?? Provider;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Urn = other.Urn ?? Urn;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        if (other._dependsOn is not null)
            DependsOn.AddRange(other._dependsOn);
        if (other._aliases is not null)
            Aliases.AddRange(other._aliases);
        if (other._ignoreChanges is not null)
            IgnoreChanges.AddRange(other._ignoreChanges);
        if (other._replaceOnChanges is not null)
            ReplaceOnChanges.AddRange(other._replaceOnChanges);
        if (other._resourceTransformations is not null)
            ResourceTransformations.AddRange(other._resourceTransformations);
    }
}
