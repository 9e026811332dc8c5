namespace FlowerInfra.Tests.Sdk;

/// <summary>An enumeration of numbers.</summary>
internal enum SampleSize
{
    Small,
    Medium,
    Large,
}
