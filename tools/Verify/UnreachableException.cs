namespace FlowerInfra;

/// <summary>A port takes no connection.</summary>
internal sealed class UnreachableException(string message) : VerifyException(message);
