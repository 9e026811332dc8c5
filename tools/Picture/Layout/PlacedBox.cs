namespace FlowerInfra;

/// <summary>A boundary at its place.</summary>
/// <param name="Title">What it is.</param>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Height">Its height.</param>
internal sealed record PlacedBox(string Title, int X, int Y, int Height);
