# What `cmake --install` puts in place: the library, its public headers, the program, and the package that
# find_package(cspkit) finds. tests/package/ uses them as a stranger would.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/cspkit)

install(TARGETS cspkit EXPORT cspkit-targets)
install(TARGETS cspkit_cli)
install(DIRECTORY include/cspkit TYPE INCLUDE FILES_MATCHING PATTERN "*.h")
install(EXPORT cspkit-targets NAMESPACE cspkit:: DESTINATION ${package_dir})

configure_package_config_file(cmake/cspkit-config.cmake.in cspkit-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(cspkit-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/cspkit-config.cmake
  ${PROJECT_BINARY_DIR}/cspkit-config-version.cmake
  DESTINATION ${package_dir})
