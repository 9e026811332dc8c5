namespace FlowerInfra;

/// <summary>
/// Celery's settings for signed messages, measured with Celery 5.2: every task and every control message is signed by its sender
/// and refused without a signature that the store knows.
/// </summary>
internal static class SigningSettings
{
    /// <summary>The module that turns signing on in Flower, which imports it before it speaks to anybody.</summary>
    public const string FlowerModule = "flower_security";

    /// <summary>The file of <see cref="FlowerModule"/>.</summary>
    public static string RenderForFlower() => """
        # Turns message signing on. Generated, never edited.
        from celery import current_app

        current_app.setup_security()

        """.ReplaceLineEndings("\n");

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
    public static string Render(string keyDirectory = SigningFiles.KeyDirectory, string storeDirectory = SigningFiles.StoreDirectory) => $"""
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
