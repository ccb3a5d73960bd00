"""The files that lock a machine of the school's own to one portal: Chromium's policies, and the unit that starts it.

Names and values are those of the Chrome Enterprise policy list (chromeenterprise.google/policies), seen in force in
Chromium 156; `tests/browser/test_policy.py` asks the browser itself about each.
"""

import json

# What no visitor needs: each a way out, or a place where something of the last visitor stays.
OFF = (
    "AllowBackForwardCacheForCacheControlNoStorePageEnabled", "AllowDinosaurEasterEgg",
    "AllowFileSelectionDialogs", "AlternateErrorPagesEnabled", "AudioCaptureAllowed", "AutofillAddressEnabled",
    "AutofillCreditCardEnabled", "BackgroundModeEnabled", "BookmarkBarEnabled", "BrowserAddPersonEnabled",
    "BrowserGuestModeEnabled", "DefaultBrowserSettingEnabled", "DefaultSearchProviderEnabled",
    "EditBookmarksEnabled", "EnableMediaRouter", "MetricsReportingEnabled", "PasswordManagerEnabled",
    "PaymentMethodQueryEnabled", "PrintingEnabled", "PromotionsEnabled", "RemoteDebuggingAllowed",
    "ScreenCaptureAllowed", "SearchSuggestEnabled", "ShowHomeButton", "SpellcheckEnabled",
    "TaskManagerEndProcessEnabled", "TranslateEnabled", "VideoCaptureAllowed",
)  # fmt: skip
ON = ("AutoplayAllowed", "FullscreenAllowed", "SavingBrowserHistoryDisabled", "SyncDisabled")
# 2 says: never, without asking. Notices too: by that the screen sees that the file is in force.
NEVER = (
    "DefaultFileSystemReadGuardSetting", "DefaultFileSystemWriteGuardSetting", "DefaultGeolocationSetting",
    "DefaultNotificationsSetting", "DefaultPopupsSetting", "DefaultSerialGuardSetting",
    "DefaultWebBluetoothGuardSetting", "DefaultWebHidGuardSetting", "DefaultWebUsbGuardSetting",
    "DeveloperToolsAvailability",
)  # fmt: skip

# Pages of the browser itself, of the disk and of no host are not covered by the star.
BLOCKED = ("*", "chrome://*", "chrome-untrusted://*", "data:*", "file://*", "ftp://*",
           "javascript://*", "mailto:*", "tel:*", "view-source:*")  # fmt: skip

FLAGS = (
    "--kiosk", "--no-first-run", "--noerrdialogs", "--disable-session-crashed-bubble", "--hide-crash-restore-bubble",
    "--disable-pinch", "--overscroll-history-navigation=0", "--disable-features=Translate", "--password-store=basic",
    "--no-default-browser-check", "--ozone-platform=wayland",
)  # fmt: skip


def start_of(address: str) -> str:
    """Where the screen begins: it looks at itself, tells the office, and goes on to the welcome."""
    return f"{address}/kiosk/self-check?started=1"


def policy(address: str) -> dict[str, object]:
    """Chromium's managed policies for a screen of the portal at this address, such as "https://school.example"."""
    return dict(sorted((
        dict.fromkeys(OFF, False) | dict.fromkeys(ON, True) | dict.fromkeys(NEVER, 2) | {
            "BrowserSignin": 0,
            "ClearBrowsingDataOnExitList": ["browsing_history", "download_history", "password_signin", "autofill"],
            "DownloadRestrictions": 3,
            "ExtensionInstallBlocklist": ["*"],
            "IncognitoModeAvailability": 1,
            "RestoreOnStartup": 4,
            "RestoreOnStartupURLs": [start_of(address)],
            "URLAllowlist": [f"{address}/kiosk", f"{address}/static"],
            "URLBlocklist": list(BLOCKED),
        }
    ).items()))  # fmt: skip


def policy_text(address: str) -> str:
    """The policy file, as Chromium reads it from /etc/chromium/policies/managed."""
    return json.dumps(policy(address), indent=2) + "\n"


def command(address: str) -> str:
    """What starts the browser, in the unit file."""
    return " ".join(["/usr/bin/chromium", *FLAGS, start_of(address)])
