namespace FlowerInfra;

/// <summary>Which of Flower's routes pass the gateway.</summary>
public enum GatewayProfile
{
    /// <summary>Reads only.</summary>
    Viewer,

    /// <summary>Reads, and the endpoints that control workers and tasks.</summary>
    Admin,
}
