namespace FlowerInfra;

/// <summary>
/// Celery's settings for signed messages, measured with Celery 5.2: every task and every control message is signed by its sender
/// and refused without a signature that the store knows.
/// </summary>
internal static class SigningSettings
{
    /// <summary>Where a pod's own key and certificate are mounted.</summary>
    public const string KeyDirectory = "/etc/celery/signing";

    /// <summary>Where the certificates of all trusted signers are mounted.</summary>
    public const string StoreDirectory = "/etc/celery/trusted";

    /// <summary>The module of a worker whose app signs.</summary>
    public const string Module = "celery_signing";

    /// <summary>
    /// The worker's app with signing turned on, whether or not the team's code does that. An included module would come too late:
    /// a worker asks for the serializer <c>auth</c>, which setup_security() registers, before it imports any.
    /// </summary>
    /// <param name="app">The app, as <c>celery --app</c> takes it.</param>
    public static string RenderApp(string app) => $"""
        # The app with message signing. Generated, never edited.
        from celery.app.utils import find_app

        app = find_app({PythonLiteral.Of(app)})
        app.setup_security()

        """.ReplaceLineEndings("\n");

    /// <summary>The settings, as lines that follow any others in a <c>celeryconfig.py</c>.</summary>
    /// <param name="keyDirectory">Where the own key is.</param>
    /// <param name="storeDirectory">Where the trusted certificates are.</param>
    public static string Render(string keyDirectory = KeyDirectory, string storeDirectory = StoreDirectory) => $"""
        # Signed messages. celery.setup_security() reads these. Generated, never edited.
        security_key = {PythonLiteral.Of($"{keyDirectory}/tls.key")}
        security_certificate = {PythonLiteral.Of($"{keyDirectory}/tls.crt")}
        security_cert_store = {PythonLiteral.Of($"{storeDirectory}/*.pem")}
        # Exactly this one: setup_security() refuses any other beside it.
        task_serializer = "auth"
        accept_content = ["auth"]
        # Results and events stay readable for those who have no key: clients, and the viewers' Flower.
        result_serializer = "json"
        result_accept_content = ["json"]
        event_serializer = "json"

        """.ReplaceLineEndings("\n");
}
