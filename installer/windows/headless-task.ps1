<#
.SYNOPSIS
Keeps mitel_data.json current from the start of the computer on, with nobody signed in.

.DESCRIPTION
Makes a scheduled task that runs "TallyMate.exe --headless" for you, or removes it. Run it in a PowerShell of an
administrator, signed in as the person whose settings it is to use:

    powershell -ExecutionPolicy Bypass -File headless-task.ps1
    powershell -ExecutionPolicy Bypass -File headless-task.ps1 -Remove

No password is stored, so the task reaches the phone system, but no network share that needs a sign-in. A data file
on such a share needs a task with a password (Task Scheduler, General).

.PARAMETER Options
Further options for TallyMate, for example --host pbx.

.PARAMETER Remove
Ends the program and removes the task.
#>
[CmdletBinding()]
param(
    [string] $Options = "",
    [switch] $Remove
)
$ErrorActionPreference = "Stop"
$name = "TallyMate headless"
$program = Join-Path $PSScriptRoot "TallyMate.exe"

$principal = [Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Write-Error "Please run this in a PowerShell that was opened with 'Run as administrator'."
}

if ($Remove) {
    if (Get-ScheduledTask -TaskName $name -ErrorAction SilentlyContinue) {
        # The program ends cleanly and is not started again meanwhile; stopping the task kills it if that fails.
        Disable-ScheduledTask -TaskName $name | Out-Null
        if (Test-Path -LiteralPath $program) {
            Start-Process -FilePath $program -ArgumentList "--quit" -Wait
        }
        Stop-ScheduledTask -TaskName $name
        Unregister-ScheduledTask -TaskName $name -Confirm:$false
        Write-Output "The task '$name' is removed."
    }
    else {
        Write-Output "There is no task '$name'."
    }
    return
}

if (-not (Test-Path -LiteralPath $program)) {
    Write-Error "$program is not there: run this from the folder of TallyMate."
}
$action = New-ScheduledTaskAction -Execute $program -WorkingDirectory $PSScriptRoot `
    -Argument ("--headless --log-level warning $Options".Trim())
# The program is started again within five minutes if it has ended; a running one is left alone. An at-startup trigger
# can only take its repetition from another trigger.
$trigger = New-ScheduledTaskTrigger -AtStartup
$trigger.Repetition = (New-ScheduledTaskTrigger -Once -At (Get-Date) `
    -RepetitionInterval (New-TimeSpan -Minutes 5)).Repetition
$who = New-ScheduledTaskPrincipal -UserId ([Security.Principal.WindowsIdentity]::GetCurrent().Name) -LogonType S4U
$settings = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew `
    -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable
Register-ScheduledTask -TaskName $name -Action $action -Trigger $trigger -Principal $who -Settings $settings `
    -Description "Keeps mitel_data.json current with nobody signed in" -Force | Out-Null
Start-ScheduledTask -TaskName $name
Write-Output "The task '$name' runs, and will at each start of this computer."
