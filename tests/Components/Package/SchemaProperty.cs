namespace FlowerInfra.Tests.Components.Package;

/// <summary>A property in a package's schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether it has to be given, or is always there.</param>
internal sealed record SchemaProperty(string Name, SchemaType Type, bool IsRequired)
{
    public override string ToString() => $"{Name}: {Type}{(IsRequired ? " required" : "")}";
}
