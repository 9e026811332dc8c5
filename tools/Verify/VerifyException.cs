namespace FlowerInfra;

/// <summary>A probe, or all of them, could not be carried out. The message is for the user, with what to do.</summary>
internal class VerifyException(string message) : Exception(message);
