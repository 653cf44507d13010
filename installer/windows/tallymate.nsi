; The setup for Windows: per user, without an administrator. make_setup.py compiles it and defines VERSION (1.2.3),
; NUMBERS (1.2.3.0), FILES (the frozen folder), ICON, OUT, SIZE_KB and SIGN (a command; %1 is the file).
;
; Switches: /S silent, /AUTOSTART=0|1, /NOSTART, /DOWNGRADE=1, /D=folder (last, unquoted). Uninstaller: /S, /PURGE.
; Exit codes: 0 done, 1 cancelled, 2 the running program can't be closed or a file can't be written,
; 3 a newer version is installed and /DOWNGRADE=1 is missing, 4 this Windows is too old.

Target amd64-unicode
!pragma warning error all
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
AllowSkipFiles off

!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include nsDialogs.nsh
!include MUI2.nsh

!define NAME "TallyMate"
!define PROGRAM "TallyMate.exe"
!define COMMANDS "tallymate-cli.exe"
!define APP_ID "TallyMate.TallyMate"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\TallyMate"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define IDENTITY_KEY "Software\Classes\AppUserModelId\${APP_ID}"
!define PATHS_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${PROGRAM}"
; Even with its data file on a slow share the program ends within 15 s.
!define QUIT_MS 30000

!include "${__FILEDIR__}\running.nsh"
!include "${__FILEDIR__}\shortcut.nsh"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
; If signing fails, no setup is made.
!finalize '${SIGN}' = 0
!uninstfinalize '${SIGN}' = 0

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "CompanyName" "${NAME}"
VIAddVersionKey "LegalCopyright" "MIT licence"

Var Autostart
Var StartsAtEnd
Var Field
Var Tick

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING_TEXT "Give up installing ${NAME}?"
Page custom AskWhere TakeWhere
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
AutoCloseWindow true

Function .onInit
  SetShellVarContext current
  ${Unless} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "${NAME} needs Windows 10 or newer." /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndUnless}
  ${GetParameters} $0
  ; An earlier choice stays; a first installation starts at sign-in.
  StrCpy $Autostart 1
  ReadRegStr $1 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $1 != ""
    ReadRegStr $2 HKCU "${RUN_KEY}" "${NAME}"
    ${If} $2 == ""
      StrCpy $Autostart 0
    ${EndIf}
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/AUTOSTART=" $2
  ${Unless} ${Errors}
    StrCpy $Autostart $2
  ${EndUnless}
  StrCpy $StartsAtEnd 1
  ClearErrors
  ${GetOptions} $0 "/NOSTART" $2
  ${Unless} ${Errors}
    StrCpy $StartsAtEnd 0
  ${EndUnless}
  Call AskDowngrade
FunctionEnd

; $1: the installed version; blank if there is none.
Function AskDowngrade
  ${If} $1 == ""
    Return
  ${EndIf}
  ${VersionCompare} "$1" "${VERSION}" $2
  ${If} $2 != 1
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $0 "/DOWNGRADE=" $2
  ${If} $2 == 1
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
    "${NAME} $1 is installed, which is newer than this ${VERSION}.$\n$\nReplace it with the older one?" \
    /SD IDNO IDYES goes_on
  SetErrorLevel 3
  Quit
  goes_on:
FunctionEnd

Function AskWhere
  !insertmacro MUI_HEADER_TEXT "Install ${NAME} ${VERSION}" "For you alone; no administrator is needed."
  nsDialogs::Create 1018
  Pop $0
  ${If} $0 == error
    Abort
  ${EndIf}
  ${NSD_CreateLabel} 0 8u 100% 10u "&Folder:"
  Pop $0
  ${NSD_CreateDirRequest} 0 20u 78% 13u "$INSTDIR"
  Pop $Field
  ${NSD_CreateBrowseButton} 80% 19u 20% 15u "&Browse..."
  Pop $0
  ${NSD_OnClick} $0 Browse
  ${NSD_CreateCheckBox} 0 44u 100% 12u "&Start when I sign in"
  Pop $Tick
  ${NSD_SetState} $Tick $Autostart
  ; A running program is closed and started again: that is announced, not asked.
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${NSD_CreateLabel} 0 64u 100% 24u \
      "${NAME} is closed if it runs, and started again. Settings and files stay as they are."
    Pop $0
  ${EndIf}
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:&Install"
  nsDialogs::Show
FunctionEnd

Function Browse
  ${NSD_GetText} $Field $0
  nsDialogs::SelectFolderDialog "Where to install ${NAME}" "$0"
  Pop $0
  ${If} $0 != error
    ${GetFileName} $0 $1
    ${If} $1 != "${NAME}"
      StrCpy $0 "$0\${NAME}"
    ${EndIf}
    ${NSD_SetText} $Field $0
  ${EndIf}
FunctionEnd

Function TakeWhere
  ${NSD_GetText} $Field $INSTDIR
  ${NSD_GetState} $Tick $Autostart
FunctionEnd

Section
  SetShellVarContext current
  ClearErrors
  CreateDirectory "$INSTDIR"
  Call CloseRunning
  ; The old libraries are moved aside until the new ones are in place.
  RMDir /r "$INSTDIR\_internal.old"
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
  ${AndIf} ${FileExists} "$INSTDIR\_internal\*.*"
    ClearErrors
    Rename "$INSTDIR\_internal" "$INSTDIR\_internal.old"
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "Files in $INSTDIR are in use. Please try again later." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${FILES}\*.*"
  RMDir /r "$INSTDIR\_internal.old"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  Call MakeShortcut
  WriteRegStr HKCU "${IDENTITY_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${IDENTITY_KEY}" "IconUri" "$INSTDIR\tallymate.png"
  WriteRegStr HKCU "${PATHS_KEY}" "" "$INSTDIR\${PROGRAM}"
  ${If} $Autostart == 1
    WriteRegStr HKCU "${RUN_KEY}" "${NAME}" '"$INSTDIR\${PROGRAM}" --minimized'
  ${Else}
    DeleteRegValue HKCU "${RUN_KEY}" "${NAME}"
  ${EndIf}
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

; Restores the old libraries.
Function .onInstFailed
  ${If} ${FileExists} "$INSTDIR\_internal.old\*.*"
    RMDir /r "$INSTDIR\_internal"
    Rename "$INSTDIR\_internal.old" "$INSTDIR\_internal"
  ${EndIf}
  SetErrorLevel 2
FunctionEnd

Function .onInstSuccess
  ${If} $StartsAtEnd == 0
    Return
  ${EndIf}
  ; After an upgrade of a running program, and silently, it starts in the tray: nobody asked for a window.
  ${If} $WasRunning == 1
  ${OrIf} ${Silent}
    Exec '"$INSTDIR\${PROGRAM}" --minimized'
  ${Else}
    Exec '"$INSTDIR\${PROGRAM}"'
  ${EndIf}
FunctionEnd

Section "un.${NAME}"
  SetShellVarContext current
  Call un.CloseRunning
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\${COMMANDS}"
  Delete "$INSTDIR\tallymate.png"
  Delete "$INSTDIR\headless-task.ps1"
  Delete "$INSTDIR\uninstall.exe"
  ; Only if it is empty: foreign files stay.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegValue HKCU "${RUN_KEY}" "${NAME}"
  DeleteRegKey HKCU "${IDENTITY_KEY}"
  DeleteRegKey HKCU "${PATHS_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${Unless} ${Errors}
    Goto purge
  ${EndUnless}
  ${Unless} ${FileExists} "$LOCALAPPDATA\${NAME}\*.*"
    Goto done
  ${EndUnless}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 \
    "Delete your settings, names, logs and mitel_data.json in $LOCALAPPDATA\${NAME} too?" /SD IDNO IDNO done
  purge:
    RMDir /r "$LOCALAPPDATA\${NAME}"
  done:
SectionEnd
