; The entry in the Start menu, with the ID by which Windows knows which windows and notifications are the program's
; (learn.microsoft.com/windows/win32/shell/appids).

!include Win\COM.nsh
!include Win\Propkey.nsh

Function MakeShortcut
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" \
    "Shows the agents and queues of a Mitel call centre at a glance"
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P= 0
    Return
  ${EndIf}
  ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
  ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
  ${If} $1 P<> 0
  ${AndIf} $2 P<> 0
    ${IPersistFile::Load} $1 '("$SMPROGRAMS\${NAME}.lnk",${STGM_READWRITE})'
    System::Call '*(&w${NSIS_MAX_STRLEN} "${APP_ID}")p.r5'
    System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r3'
    System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_LPWSTR},,r5)p.r4'
    ${IPropertyStore::SetValue} $2 '($3,$4)'
    ${IPropertyStore::Commit} $2 ""
    ${IPersistFile::Save} $1 '("$SMPROGRAMS\${NAME}.lnk",1)'
    System::Free $3
    System::Free $4
    System::Free $5
  ${EndIf}
  ${If} $2 P<> 0
    ${IUnknown::Release} $2 ""
  ${EndIf}
  ${If} $1 P<> 0
    ${IUnknown::Release} $1 ""
  ${EndIf}
  ${IUnknown::Release} $0 ""
FunctionEnd
