# The library as other programs find it: find_package(rfmseg).
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/rfmseg)
install(TARGETS rfmseg EXPORT rfmseg ARCHIVE LIBRARY)
install(DIRECTORY include/rfmseg TYPE INCLUDE)
install(EXPORT rfmseg NAMESPACE rfmseg:: FILE rfmsegTargets.cmake DESTINATION ${package_folder})
configure_file(cmake/rfmsegConfig.cmake.in rfmsegConfig.cmake @ONLY)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/rfmsegConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/rfmsegConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/rfmsegConfigVersion.cmake
        DESTINATION ${package_folder})
