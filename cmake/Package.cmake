# Installed files other than the library, and the Debian package of everything: cpack --preset package.

# Manual pages and completions are written by the program itself, so that they match it.
set(pages ${CMAKE_CURRENT_BINARY_DIR}/pages)
add_custom_command(
  OUTPUT ${pages}/written
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${pages}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}/man1
  COMMAND rfmseg_cli manual ${pages}/man1
  COMMAND gzip -9n -r ${pages}/man1
  COMMAND rfmseg_cli completion bash > ${pages}/rfmseg.bash
  COMMAND rfmseg_cli completion zsh > ${pages}/_rfmseg
  COMMAND rfmseg_cli completion fish > ${pages}/rfmseg.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${pages}/written
  DEPENDS rfmseg_cli
  VERBATIM)
add_custom_target(pages ALL DEPENDS ${pages}/written)

install(TARGETS rfmseg_cli RUNTIME)
install(DIRECTORY data/schemes data/layouts DESTINATION ${CMAKE_INSTALL_DATADIR}/rfmseg)
install(DIRECTORY ${pages}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${pages}/rfmseg.bash RENAME rfmseg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${pages}/_rfmseg DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${pages}/rfmseg.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME rfmseg)
# dpkg wants an address; that of a package made here is here.
set(CPACK_PACKAGE_CONTACT "The rfmseg developers <rfmseg@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Reads a retailer's transactions as CSV, measures every customer's recency,
frequency and monetary value, names a segment for each, groups them with
k-means, and writes tables, files and a report.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION math)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded by name: see src/predict/xgboost_library.hpp.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libxgboost0)
# --zone reads the tz database.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS tzdata)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
include(CPack)
