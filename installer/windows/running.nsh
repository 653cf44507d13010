; Ends the program that runs from $INSTDIR. The file of a running program can't be opened for writing.

Var WasRunning
Var InUse
Var Waited
Var Handle

!macro LOOK_AT_FILE file
  ${If} ${FileExists} "${file}"
    ClearErrors
    FileOpen $Handle "${file}" a
    ${If} ${Errors}
      StrCpy $InUse 1
    ${Else}
      FileClose $Handle
    ${EndIf}
  ${EndIf}
!macroend

!macro CLOSE_RUNNING un

; Sets $InUse to 1 if the program runs, else to 0.
Function ${un}LookWhetherItRuns
  StrCpy $InUse 0
  !insertmacro LOOK_AT_FILE "$INSTDIR\${PROGRAM}"
  !insertmacro LOOK_AT_FILE "$INSTDIR\${COMMANDS}"
  ClearErrors
FunctionEnd

; The same, after waiting up to 5 s for its end.
Function ${un}WaitForEnd
  StrCpy $Waited 0
  ${Do}
    Call ${un}LookWhetherItRuns
    ${If} $InUse == 0
    ${OrIf} $Waited >= 50
      ${Break}
    ${EndIf}
    Sleep 100
    IntOp $Waited $Waited + 1
  ${Loop}
FunctionEnd

Function ${un}CloseRunning
  Call ${un}LookWhetherItRuns
  StrCpy $WasRunning $InUse
  again:
  ${If} $InUse == 0
    Return
  ${EndIf}
  DetailPrint "Closing ${NAME} ..."
  nsExec::Exec /TIMEOUT=${QUIT_MS} '"$INSTDIR\${PROGRAM}" --quit'
  Pop $Handle
  Call ${un}WaitForEnd
  ${If} $InUse == 0
    Return
  ${EndIf}
  nsExec::Exec /TIMEOUT=${QUIT_MS} 'taskkill /F /IM ${PROGRAM} /IM ${COMMANDS}'
  Pop $Handle
  Call ${un}WaitForEnd
  ${If} $InUse == 0
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
    "${NAME} runs and can't be closed. Please close it, then try again." /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
FunctionEnd

!macroend

!insertmacro CLOSE_RUNNING ""
!insertmacro CLOSE_RUNNING "un."
