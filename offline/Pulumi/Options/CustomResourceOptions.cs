namespace Pulumi;

public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;

    public bool? DeleteBeforeReplace { get; set; }

    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    public string? ImportId { get; set; }

    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2) =>
        Merge<CustomResourceOptions>(options1, options2);

    internal override ResourceOptions Clone() => Merge(null, this);

    private protected override void MergeFrom(ResourceOptions? other)
    {
        base.MergeFrom(other);
        if (other is not CustomResourceOptions custom)
            return;
        DeleteBeforeReplace = custom.DeleteBeforeReplace ?? DeleteBeforeReplace;
        ImportId = custom.ImportId ?? ImportId;
        if (custom._additionalSecretOutputs is not null)
            AdditionalSecretOutputs.AddRange(custom._additionalSecretOutputs);
    }
}
