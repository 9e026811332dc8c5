namespace FlowerInfra;

/// <summary>A placeholder in rendered files: a value that only a deployment knows.</summary>
/// <param name="Text">The placeholder as it stands in the files.</param>
/// <param name="Meaning">What it stands for.</param>
/// <param name="Files">The files that hold it, sorted.</param>
public sealed record ManifestPlaceholder(string Text, string Meaning, IReadOnlyList<string> Files);
